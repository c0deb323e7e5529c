namespace OrleansPool;

/// <summary>Cancels without the caller running what others registered on the token: that is the user's code, which may block or throw.</summary>
internal static class CancelSignal
{
    /// <summary>Cancels soon, on another thread.</summary>
    /// <param name="source">What to cancel.</param>
    /// <param name="callbackFailed">Told what a registration threw, which on a thread of its own would end the process.</param>
    public static void Send(CancellationTokenSource source, Action<Exception> callbackFailed) => ThreadPool.UnsafeQueueUserWorkItem(
        static signal =>
        {
            try
            {
                signal.source.Cancel();
            }
            catch (Exception error)
            {
                signal.callbackFailed(error);
            }
        },
        (source, callbackFailed),
        preferLocal: false);
}
