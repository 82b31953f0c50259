namespace Traffic.Tests.System.Roads;

/// <summary>What one detector measured on one local day, speeds in km/h.</summary>
internal sealed record SensorDay(int Count, double Mean, double Min, double Max)
{
    /// <summary>Fails unless counts are equal and speeds agree to 1e-6 relative (the figures have six decimals of mph).</summary>
    public static void AssertClose(SensorDay expected, SensorDay actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        AssertClose(expected.Mean, actual.Mean);
        AssertClose(expected.Min, actual.Min);
        AssertClose(expected.Max, actual.Max);
    }

    private static void AssertClose(double expected, double actual) =>
        Assert.True(Math.Abs(actual - expected) <= 1e-6 * Math.Abs(expected), $"{actual} instead of {expected}");
}
