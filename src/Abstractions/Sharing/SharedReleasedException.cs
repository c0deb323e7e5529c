namespace OrleansPool.Sharing;

/// <summary>A handle was to be sent whose value was released. Callers get its reason, not an error of the encoding.</summary>
internal sealed class SharedReleasedException(ObjectDisposedException reason) : Exception(reason.Message, reason)
{
    public ObjectDisposedException Reason { get; } = reason;
}
