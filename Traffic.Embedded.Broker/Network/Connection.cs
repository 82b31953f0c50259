using System.Net;
using System.Net.Sockets;
using Traffic.Kafka.Protocol.Wire;

namespace Traffic.Embedded.Broker.Network;

/// <summary>One client: its requests are handled one after another, so responses keep their order.</summary>
internal sealed partial class Connection(Socket socket, RequestDispatcher dispatcher, int maxFrame, ILogger log)
{
    public async Task RunAsync(CancellationToken stopping)
    {
        var client = (IPEndPoint)socket.RemoteEndPoint!;
        using var receiver = new FrameReceiver(socket, maxFrame);
        using var response = new FrameBuffer();
        try
        {
            while (await receiver.NextAsync(stopping) is var (offset, count))
            {
                response.BeginFrame();
                if (await dispatcher.DispatchAsync(receiver.Buffer, offset, count, client.Address, response, stopping))
                {
                    response.EndFrame();
                    await FrameSender.SendAsync(socket, response, stopping);
                }

                response.Reset();
            }
        }
        catch (ProtocolException problem)
        {
            LogProtocol(client, problem.Message);
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            LogGone(client, gone.Message);
        }
        catch (Exception problem)
        {
            LogFailed(client, problem);
        }
        finally
        {
            socket.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Client}: closed, {Problem}")]
    private partial void LogProtocol(IPEndPoint client, string problem);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Client}: gone, {Reason}")]
    private partial void LogGone(IPEndPoint client, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Client}: closed, the request failed")]
    private partial void LogFailed(IPEndPoint client, Exception problem);
}
