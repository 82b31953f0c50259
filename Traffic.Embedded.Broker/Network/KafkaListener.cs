using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Traffic.Embedded.Broker.Network;

/// <summary>Accepts connections until the broker stops.</summary>
internal sealed partial class KafkaListener(BrokerOptions options, ILogger<KafkaListener> log) : IDisposable
{
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Socket, Task> _connections = [];
    private Socket? _socket;
    private Task _accepting = Task.CompletedTask;

    public IPEndPoint EndPoint => (IPEndPoint)_socket!.LocalEndPoint!;

    public bool IsListening => !_stopping.IsCancellationRequested && !_accepting.IsCompleted;

    /// <exception cref="SettingException">The port is taken.</exception>
    public void Bind()
    {
        _socket = new Socket(options.Host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(new IPEndPoint(options.Host, options.Port));
            _socket.Listen(512);
        }
        catch (SocketException problem)
        {
            throw new SettingException($"port {options.Port} on {options.Host} can't be used ({problem.Message}): give a free one with --Kafka:Port");
        }
    }

    public void Start(RequestDispatcher dispatcher) => _accepting = AcceptAsync(dispatcher);

    public async Task StopAsync()
    {
        _socket?.Dispose();
        await _stopping.CancelAsync();
        await _accepting;
        foreach (var socket in _connections.Keys)
        {
            socket.Dispose();
        }

        await Task.WhenAny(Task.WhenAll(_connections.Values), Task.Delay(StopGrace));
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync(RequestDispatcher dispatcher)
    {
        while (!_stopping.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _socket!.AcceptAsync(_stopping.Token);
            }
            catch (Exception) when (_stopping.IsCancellationRequested || _socket!.SafeHandle.IsClosed)
            {
                return;
            }
            catch (SocketException problem)
            {
                LogAccept(problem.Message);
                continue;
            }

            client.NoDelay = true;
            var connection = new Connection(client, dispatcher, options.MaxRequestBytes, log);
            var running = Task.Run(() => connection.RunAsync(_stopping.Token));
            _connections[client] = running;
            _ = running.ContinueWith((_, key) => _connections.TryRemove((Socket)key!, out var _), client, TaskScheduler.Default);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "a connection can't be accepted: {Problem}")]
    private partial void LogAccept(string problem);
}
