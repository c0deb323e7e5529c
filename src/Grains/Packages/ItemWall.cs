using Microsoft.Extensions.Logging;
using OrleansPool.Failures;
using OrleansPool.Guests;
using OrleansPool.Payloads;
using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>What the running item tells a function of a package, as <see cref="GuestItem"/> asks for it.</summary>
internal sealed class ItemWall(IRunningItem item, PackageCode code)
{
    public object? Call(string name, object?[] arguments) => name switch
    {
        nameof(IRunningItem.JobId) => item.JobId,
        nameof(IRunningItem.JobName) => item.JobName,
        nameof(IRunningItem.ItemIndex) => item.ItemIndex,
        nameof(IRunningItem.Attempt) => item.Attempt,
        nameof(IRunningItem.WorkerId) => item.WorkerId,
        nameof(IRunningItem.Silo) => item.Silo,
        nameof(IRunningItem.CancellationToken) => item.CancellationToken,
        nameof(IRunningItem.State) => item.State,
        nameof(IRunningItem.PackageFolder) => code.Folder,
        nameof(IRunningItem.SiloServices) => item.SiloServices,
        nameof(IRunningItem.Services) => item.Services,
        GuestItem.Shared => Find(new SharedId((string)arguments[0]!, (int)arguments[1]!)),
        GuestItem.Lend => item.LendSlot(),
        GuestItem.Log => Log((int)arguments[0]!, (int)arguments[1]!, (string?)arguments[2], (string)arguments[3]!, (Exception?)arguments[4]),
        GuestItem.Refused => Refuse((string)arguments[0]!),
        GuestItem.Describe => PayloadSerializer.Shared.ToArray(FailureEncoder.From((Exception)arguments[0]!)),
        _ => throw new NotSupportedException($"Silo {item.Silo} does not know '{name}', which the package's version of OrleansPool asks for. Update the silo."),
    };

    private object? Find(SharedId id) => item.FindShared(id) switch
    {
        PackedValue packed when packed.Package == code => packed.Value,
        PackedValue => throw new InvalidOperationException(
            $"{id} is of a type of another code package than this function: the program has loaded further assemblies since it was shared, or the silo has loaded the package anew. Share it again."),
        var value => value,
    };

    private object? Refuse(string reason)
    {
        item.NoteRefusal(reason);
        return null;
    }

    private object? Log(int level, int eventId, string? eventName, string message, Exception? error)
    {
        item.Logger.Log((LogLevel)level, new EventId(eventId, eventName), message, error, static (text, _) => text);
        return null;
    }
}
