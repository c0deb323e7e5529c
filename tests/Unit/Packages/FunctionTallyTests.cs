using Microsoft.Extensions.Time.Testing;
using OrleansPool.Packages;

namespace OrleansPool.UnitTests.Packages;

/// <summary>Which functions are told of, by what they are and not by what their client calls them.</summary>
public sealed class FunctionTallyTests
{
    [Fact]
    public void Function_IsToldOnceInItsPool_ByItsBytes()
    {
        var log = new AuditLog();
        var audit = new CodeAudit(log);
        var ticket = new CodeTicket { Method = "Harmless.Method" };
        audit.FunctionAccepted(Intake.Sender("pool"), ticket, new byte[] { 1 });
        audit.FunctionAccepted(Intake.Sender("pool"), ticket, new byte[] { 1 });
        audit.FunctionAccepted(Intake.Sender("pool"), ticket, new byte[] { 2 });
        audit.FunctionAccepted(Intake.Sender("another"), ticket, new byte[] { 1 });
        string[] hashes = [ContentHash.Of([1]), ContentHash.Of([2]), ContentHash.Of([1])];
        Assert.Equal(hashes.Select(hash => $"Function {hash} (1 bytes, claimed name Harmless.Method, package none) of client is accepted, key none"), log.Of(7003));
    }

    [Fact]
    public void Flood_IsCounted_AndTheCountIsToldLater()
    {
        var time = new FakeTimeProvider();
        var log = new AuditLog();
        var audit = new CodeAudit(log, time);
        Send(0, FunctionTally.Most + 5);
        Assert.Equal((FunctionTally.Most, 0), (log.Of(7003).Count, log.Of(7006).Count));

        time.Advance(FunctionTally.Period * 2);
        Send(1_000, 1);
        Assert.StartsWith("5 more functions of client are accepted", Assert.Single(log.Of(7006)), StringComparison.Ordinal);
        Assert.Equal(FunctionTally.Most + 1, log.Of(7003).Count);

        Send(2_000, FunctionTally.Most);
        audit.Forget("pool");
        Assert.StartsWith("1 more functions of client are accepted", log.Of(7006)[1], StringComparison.Ordinal);

        void Send(int first, int count)
        {
            for (int number = first; number < first + count; number++)
            {
                audit.FunctionAccepted(Intake.Sender("pool"), null, BitConverter.GetBytes(number));
            }
        }
    }
}
