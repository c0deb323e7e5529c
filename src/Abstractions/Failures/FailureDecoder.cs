namespace OrleansPool.Failures;

internal static class FailureDecoder
{
    public static Exception ToException(Failure failure) => new RemoteException(failure.Message);
}
