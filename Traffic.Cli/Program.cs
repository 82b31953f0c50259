Console.WriteLine("traffic");
