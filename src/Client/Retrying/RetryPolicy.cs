using System.Collections.Frozen;
using OrleansPool.Failures;
using OrleansPool.Payloads;

namespace OrleansPool.Retrying;

/// <summary>A job's retry options as they were at its call.</summary>
/// <param name="options">The options.</param>
/// <param name="serializer">What reads failures.</param>
internal sealed class RetryPolicy(RetryOptions options, PayloadSerializer serializer)
{
    /// <summary>Not the function's doing, or the same again at each run.</summary>
    public static readonly FrozenSet<string> Never = new[]
    {
        typeof(ArgumentNotSerializableException),
        typeof(ResultNotSerializableException),
        typeof(PayloadTooLargeException),
        typeof(WorkerLostException),
        typeof(FunctionNotFoundException),
        typeof(CodeRefusedException),
        typeof(FunctionNotShippableException),
    }.Select(type => type.FullName!).ToFrozenSet();

    private readonly Type[] _exceptions = [.. options.Exceptions];
    private readonly Func<Exception, bool>? _filter = options.Filter;

    /// <summary>How often an item may be run in all because its function threw.</summary>
    public int Attempts { get; } = options.Attempts;

    public RetryDelay Delay { get; } = new(options.Delay, options.LongestDelay, options.Factor, options.Jitter);

    /// <summary>Whether an item that failed so is to be run again. Runs the user's filter, and throws what that throws.</summary>
    public bool Wants(Failure failure)
    {
        if (Never.Contains(failure.TypeName))
        {
            return false;
        }

        if (_exceptions.Length == 0 && _filter is null)
        {
            return true;
        }

        Exception error = FailureDecoder.ToException(failure, serializer);
        return IsListed(error) && (_filter is null || _filter(error));
    }

    private bool IsListed(Exception error) => _exceptions.Length == 0
        || Array.Exists(_exceptions, type => type.IsInstanceOfType(error) || (error is RemoteException remote && remote.RemoteType == type.FullName));
}
