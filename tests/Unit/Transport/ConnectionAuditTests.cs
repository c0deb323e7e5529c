using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OrleansPool.Transport;

namespace OrleansPool.UnitTests.Transport;

/// <summary>What is written of those who are refused, however many there are.</summary>
public sealed class ConnectionAuditTests : ILogger
{
    private static readonly TlsReason Garbage = new(TlsReasonKind.NotTls, "it does not speak TLS");
    private static readonly TlsReason Stranger = new(TlsReasonKind.Stranger, "its certificate was issued by a stranger");

    private readonly FakeTimeProvider _time = new();
    private readonly List<(int Number, string Text)> _written = [];
    private readonly ConnectionAudit _audit;

    public ConnectionAuditTests() => _audit = new ConnectionAudit(this, _time);

    [Fact]
    public void Refused_ManyTimes_IsWrittenAFewTimesAndCounted()
    {
        Refuse(Garbage, 1000);
        Assert.Equal(Enumerable.Repeat(AuditEvents.ConnectionRefused, ConnectionAudit.Most), _written.Select(line => line.Number));

        _time.Advance(ConnectionAudit.Period);
        Refuse(Garbage, 1);
        Assert.Equal((AuditEvents.ConnectionsRefused, "995 connections more were refused at the gateway port in the meantime for the same kind of reason: NotTls"), _written[^2]);
        Assert.Equal(ConnectionAudit.Most + 2, _written.Count);
    }

    [Fact]
    public void Refused_ForAnotherReason_IsNotHidden()
    {
        Refuse(Garbage, 1000);
        Refuse(Stranger, 1);

        Assert.Contains("its certificate was issued by a stranger. Certificate: CN=x, thumbprint 00", _written[^1].Text);
    }

    [Fact]
    public void Refused_AtAnotherPort_IsNotHidden()
    {
        Refuse(Garbage, 1000);
        Refuse(Garbage, 1, "silo");

        Assert.Contains("at the silo port: it does not speak TLS", _written[^1].Text);
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _written.Add((eventId.Id, formatter(state, exception)));

    private void Refuse(TlsReason reason, int times, string port = "gateway")
    {
        var address = new IPEndPoint(IPAddress.Loopback, 1);
        for (int at = 0; at < times; at++)
        {
            _audit.Refused(address, port, reason, new Peer("CN=x", "00", address));
        }
    }
}
