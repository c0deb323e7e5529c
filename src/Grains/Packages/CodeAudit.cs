using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansPool.Packages;

/// <summary>Writes down which code was accepted and refused: who sent it, what it is, its hash, its bytes. The numbers of the events stay what they are.</summary>
internal sealed partial class CodeAudit(ILogger logger)
{
    /// <summary>Beyond this many functions that were told of, each is told of again.</summary>
    private const int MaxKnown = 10_000;

    private readonly ConcurrentDictionary<(string Pool, string? Method, string? Package), bool> _known = new();

    public void PackageAccepted(string client, string package, PackageManifest manifest, string? key) =>
        LogPackageAccepted(package, Clean(manifest.App), manifest.Files.Length, manifest.Bytes, Clean(client), Clean(key ?? "none"));

    public void ContentReceived(string client, ContentHeader content) => LogContentReceived(content.Hash, content.Size, content.Package, Clean(client));

    public void PackageRefused(string client, string package, long bytes, Exception reason) => LogPackageRefused(Clean(package), bytes, Clean(client), Clean(reason.Message));

    /// <summary>A function was accepted; told once for each pool.</summary>
    public void FunctionAccepted(string pool, string client, CodeTicket? ticket, ReadOnlyMemory<byte> function)
    {
        if (logger.IsEnabled(LogLevel.Information) && _known.TryAdd((pool, ticket?.Method, ticket?.Package), true))
        {
            LogFunctionAccepted(Clean(ticket?.Method ?? "unnamed"), ContentHash.Of(function.Span), function.Length, Clean(ticket?.Package ?? "none"), Clean(client), Clean(ticket?.Seal?.Key ?? "none"));
            if (_known.Count > MaxKnown)
            {
                _known.Clear();
            }
        }
    }

    public void FunctionRefused(string client, CodeTicket? ticket, ReadOnlyMemory<byte> function, Exception reason) => LogFunctionRefused(
        Clean(ticket?.Method ?? "unnamed"),
        ContentHash.Of(function.Span),
        function.Length,
        Clean(ticket?.Package ?? "none"),
        Clean(client),
        Clean(reason.Message));

    // Texts of a stranger must not look like lines of the log.
    private static string Clean(string text)
    {
        const int Most = 1_000;
        return string.Concat(text.Take(Most).Select(static c => char.IsControl(c) ? ' ' : c));
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
        Message = "Function {Function} ({Hash}, {Bytes} bytes, package {Package}) of {Client} is accepted, key {Key}")]
    private partial void LogFunctionAccepted(string function, string hash, int bytes, string package, string client, string key);

    [LoggerMessage(
        EventId = 7004,
        EventName = "FunctionRefused",
        Level = LogLevel.Warning,
        Message = "Function {Function} ({Hash}, {Bytes} bytes, package {Package}) of {Client} is refused: {Reason}")]
    private partial void LogFunctionRefused(string function, string hash, int bytes, string package, string client, string reason);
}
