using Microsoft.Extensions.Logging;
using OrleansPool.Failures;
using OrleansPool.Payloads;
using OrleansPool.Sharing;

namespace OrleansPool.Guests;

/// <summary>The running item as a package's function sees it: asks the silo.</summary>
/// <param name="call">Answers a call, named as below.</param>
internal sealed class GuestItem(Func<string, object?[], object?> call) : IRunningItem
{
    public const string Shared = "shared";
    public const string Lend = "lend";
    public const string Log = "log";
    public const string Describe = "failure";
    public const string Refused = "refused";

    private GuestServices? _services;

    public string JobId => (string)Ask(nameof(JobId))!;

    public string? JobName => (string?)Ask(nameof(JobName));

    public long ItemIndex => (long)Ask(nameof(ItemIndex))!;

    public int Attempt => (int)Ask(nameof(Attempt))!;

    public string WorkerId => (string)Ask(nameof(WorkerId))!;

    public string Silo => (string)Ask(nameof(Silo))!;

    public CancellationToken CancellationToken => (CancellationToken)Ask(nameof(CancellationToken))!;

    public object? State => Ask(nameof(State));

    public IServiceProvider SiloServices => new GuestServices(() => (IServiceProvider)Ask(nameof(SiloServices))!, Silo);

    // One for all items of a run: each asks for the scope of the item that is running.
    public IServiceProvider Services => _services ??= new GuestServices(() => (IServiceProvider)Ask(nameof(Services))!, Silo);

    public string? PackageFolder => (string?)Ask(nameof(PackageFolder));

    public ILogger Logger => new GuestLogger(Ask);

    public object? FindShared(SharedId id) => Ask(Shared, id.Pool, id.Number);

    public void NoteRefusal(string reason) => Ask(Refused, reason);

    public IDisposable LendSlot() => (IDisposable)Ask(Lend)!;

    private object? Ask(string name, params object?[] arguments)
    {
        try
        {
            return call(name, arguments);
        }
        catch (Exception error) when (error is not (OperationCanceledException or ObjectDisposedException or InvalidOperationException))
        {
            // The silo's own exceptions are of types that exist here too: functions can catch those.
            throw Translate(error);
        }
    }

    private Exception Translate(Exception error)
    {
        try
        {
            return FailureDecoder.ToException(PayloadSerializer.Shared.Deserialize<Failure>((byte[])call(Describe, [error])!), PayloadSerializer.Shared);
        }
        catch (Exception)
        {
            // The silo's has to do.
            return error;
        }
    }
}
