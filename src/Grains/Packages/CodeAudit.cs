using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansPool.Packages;

/// <summary>Writes down which code was accepted and refused: who sent it, what it is, its hash, its bytes. The numbers of the events stay what they are.</summary>
internal sealed partial class CodeAudit(ILogger logger, TimeProvider? time = null)
{
    /// <summary>Pools whose ends are not heard of do not stay for ever: beyond this many, all begin anew.</summary>
    private const int MaxPools = 10_000;

    private readonly ConcurrentDictionary<string, FunctionTally> _pools = new();

    public void PackageAccepted(string client, string package, PackageManifest manifest, string? key) =>
        LogPackageAccepted(package, Clean(manifest.App), manifest.Files.Length, manifest.Bytes, Clean(client), Clean(key));

    public void ContentReceived(string client, ContentHeader content) => LogContentReceived(content.Hash, content.Size, content.Package, Clean(client));

    public void PackageRefused(string client, string? package, long bytes, Exception reason) => LogPackageRefused(Clean(package), bytes, Clean(client), Clean(reason.Message));

    /// <summary>A function was accepted; told once for each pool, and not for each of a flood.</summary>
    public void FunctionAccepted(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> function)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        if (_pools.Count > MaxPools)
        {
            _pools.Clear();
        }

        // Not by its name, which is what the client says.
        string hash = ContentHash.Of(function.Span);
        FunctionTally tally = _pools.GetOrAdd(sender.Pool, _ => new FunctionTally(sender.Client, time ?? TimeProvider.System));
        bool isTold = tally.Add(hash, out int untold);
        TellUntold(untold, tally);
        if (isTold)
        {
            LogFunctionAccepted(hash, function.Length, Clean(ticket?.Method), Clean(ticket?.Package), Clean(sender.Client), Clean(ticket?.Seal?.Key));
        }
    }

    public void FunctionRefused(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> function, string reason) => LogFunctionRefused(
        ContentHash.Of(function.Span),
        function.Length,
        Clean(ticket?.Method),
        Clean(ticket?.Package),
        Clean(sender.Client),
        Clean(reason));

    /// <summary>The pool has ended.</summary>
    public void Forget(string pool)
    {
        if (_pools.TryRemove(pool, out FunctionTally? tally))
        {
            TellUntold(tally.TakeUntold(), tally);
        }
    }

    private void TellUntold(int untold, FunctionTally tally)
    {
        if (untold > 0)
        {
            LogMoreAccepted(untold, Clean(tally.Client), FunctionTally.Most, FunctionTally.Period.TotalSeconds);
        }
    }

    // Texts of a stranger must not look like lines of the log.
    private static string Clean(string? text)
    {
        const int Most = 1_000;
        return text is null ? "none" : string.Concat(text.Take(Most).Select(static c => char.IsControl(c) ? ' ' : c));
    }

    [LoggerMessage(
        EventId = 7001,
        EventName = "CodePackageAccepted",
        Level = LogLevel.Information,
        Message = "Code package {Package} of {App} is accepted: {Files} files, {Bytes} bytes, from {Client}, key {Key}")]
    private partial void LogPackageAccepted(string package, string app, int files, long bytes, string client, string key);

    [LoggerMessage(
        EventId = 7005,
        EventName = "CodeContentReceived",
        Level = LogLevel.Debug,
        Message = "Content {Hash} of {Bytes} bytes of code package {Package} has arrived from {Client}")]
    private partial void LogContentReceived(string hash, long bytes, string package, string client);

    [LoggerMessage(
        EventId = 7002,
        EventName = "CodePackageRefused",
        Level = LogLevel.Warning,
        Message = "Code package {Package} of {Bytes} bytes from {Client} is refused: {Reason}")]
    private partial void LogPackageRefused(string package, long bytes, string client, string reason);

    [LoggerMessage(
        EventId = 7003,
        EventName = "FunctionAccepted",
        Level = LogLevel.Information,
        Message = "Function {Hash} ({Bytes} bytes, claimed name {ClaimedName}, package {Package}) of {Client} is accepted, key {Key}")]
    private partial void LogFunctionAccepted(string hash, int bytes, string claimedName, string package, string client, string key);

    [LoggerMessage(
        EventId = 7004,
        EventName = "FunctionRefused",
        Level = LogLevel.Warning,
        Message = "Function {Hash} ({Bytes} bytes, claimed name {ClaimedName}, package {Package}) of {Client} is refused: {Reason}")]
    private partial void LogFunctionRefused(string hash, int bytes, string claimedName, string package, string client, string reason);

    [LoggerMessage(
        EventId = 7006,
        EventName = "FunctionsAccepted",
        Level = LogLevel.Information,
        Message = "{Count} more functions of {Client} are accepted: of one pool {Most} in {Seconds} s are told each")]
    private partial void LogMoreAccepted(int count, string client, int most, double seconds);
}
