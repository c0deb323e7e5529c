using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Npgsql;
using OrleansPool.Silo.Settings;
using StackExchange.Redis;

namespace OrleansPool.Silo.Hosting;

/// <summary>Says in one line why a silo did not start, and what to do.</summary>
internal static class StartFailure
{
    /// <summary>Orleans' tables were never made.</summary>
    private const string NoOrleansTables = "There are no tables for Orleans in the database, or not all: create them with Orleans' own scripts, see docs/operations.md.";

    public static string Explain(Exception error, SiloSettings settings) => Causes(error).Select(cause => Known(cause, settings)).OfType<string>().FirstOrDefault()
        ?? $"{error.GetBaseException().GetType().Name}: {OneLine(error.GetBaseException())}";

    /// <summary>The store, or the primary, has not answered in time.</summary>
    public static string ExplainSilence(Exception lastError, SiloSettings settings, TimeSpan patience)
    {
        string who = settings.Cluster == ClusterKind.Localhost ? $"The primary {settings.Primary?.Host}:{settings.Primary?.Port}" : "The store of the cluster";
        return $"{who} did not answer within {patience.TotalSeconds:F0} s: {OneLine(lastError.GetBaseException()).TrimEnd('.')}. {Advice(lastError, settings)}";
    }

    private static string? Known(Exception cause, SiloSettings settings) => cause switch
    {
        RedisConnectionException => $"Redis at {RedisName(settings)} cannot be reached, or does not let the silo in: {RedisReason(cause)} Check --redis, and that the server runs.",
        RedisServerException => $"Redis at {RedisName(settings)} refused a command: {OneLine(cause).TrimEnd('.')}. Garnet must be started with --lua.",
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction } => NoOrleansTables,
        PostgresException refused => $"The database refused: {refused.MessageText}. Check --connection-string.",
        NpgsqlException => $"The database cannot be reached: {OneLine(cause.GetBaseException()).TrimEnd('.')}. Check --connection-string, and that the server runs.",
        FileNotFoundException { FileName: { } name } => $"The functions need {name.Split(',')[0]}, which is not beside them. Give the whole output folder of the build with --functions.",
        FileLoadException { FileName: { } name } => $"{name.Split(',')[0]}, which the functions need, cannot be loaded: {OneLine(cause)} Build them against the silo's version of OrleansPool and Orleans.",
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        KeyNotFoundException or ArgumentException when settings.Cluster == ClusterKind.AdoNet => NoOrleansTables,
        _ => null,
    };

    private static string Advice(Exception lastError, SiloSettings settings) =>
        StartProgress.IsOtherCluster(lastError)
            ? $"Give both the same --cluster-id; this one has '{settings.ClusterId}'."
            : settings.Cluster == ClusterKind.Redis ? "Check --redis, and that the server answers."
            : settings.Cluster == ClusterKind.AdoNet ? "Check --connection-string, and that the server answers."
            : lastError.GetBaseException() is AuthenticationException ? "Check --tls-ca and --tls-silo-name of both."
            : $"Check that the silo runs, that this is its silo port, and that its --cluster-id is '{settings.ClusterId}' too; both with --tls-certificate, or neither.";

    private static string RedisName(SiloSettings settings) => string.Join(", ", ConfigurationOptions.Parse(settings.Store!).EndPoints.Select(Text));

    private static string Text(System.Net.EndPoint endpoint) => endpoint is System.Net.DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : endpoint.ToString()!;

    /// <summary>Without the library's advice on settings that are not the user's to make.</summary>
    private static string RedisReason(Exception error) => OneLine(error).Split(" To allow this multiplexer", 2)[0];

    private static string OneLine(Exception error) => error.Message.ReplaceLineEndings(" ").Trim();

    private static IEnumerable<Exception> Causes(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            yield return error;
        }
    }
}
