using OrleansPool.Functions;
using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>Encodes what the options say of workers.</summary>
internal static class WorkerRulesFactory
{
    public static WorkerRules From(PoolOptions options) => new()
    {
        Initializer = Encode(options.Initializer, nameof(options.Initializer)),
        MaxTasks = options.MaxTasksPerWorker,
        Finalizer = Encode(options.Finalizer, nameof(options.Finalizer)),
        InitializerTimeout = options.InitializerTimeout,
        FinalizerTimeout = options.FinalizerTimeout,
        Isolation = options.Isolation,
    };

    private static ReadOnlyMemory<byte> Encode(Delegate? function, string option)
    {
        if (function is null)
        {
            return default;
        }

        FunctionBlob blob = FunctionCodec.Encode(new WorkerHook(function));
        return blob.Bytes.Length <= WireLimits.MessageBytes
            ? blob.Bytes
            : throw new PayloadTooLargeException(
                $"PoolOptions.{option} with what it captures has {blob.Bytes.Length} bytes; the limit is {WireLimits.MessageBytes}. Capture less, or read large data inside it.",
                blob.Bytes.Length,
                WireLimits.MessageBytes);
    }
}
