using OrleansPool.Functions;
using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>Encodes what the options say of workers.</summary>
internal static class WorkerRulesFactory
{
    public static WorkerRules From(PoolOptions options) => new()
    {
        Initializer = options.Initializer is { } initializer ? Encode(initializer) : default,
        MaxTasks = options.MaxTasksPerWorker,
    };

    private static ReadOnlyMemory<byte> Encode(Delegate initializer)
    {
        FunctionBlob blob = FunctionCodec.Encode(new WorkerHook(initializer));
        return blob.Bytes.Length <= WireLimits.MessageBytes
            ? blob.Bytes
            : throw new PayloadTooLargeException(
                $"The initializer with what it captures has {blob.Bytes.Length} bytes; the limit is {WireLimits.MessageBytes}. Capture less, or read large data inside it.",
                blob.Bytes.Length,
                WireLimits.MessageBytes);
    }
}
