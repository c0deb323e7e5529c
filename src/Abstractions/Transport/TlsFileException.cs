namespace OrleansPool.Transport;

/// <summary>The certificate files cannot be used, for the reason in the message, which also says what to do.</summary>
internal sealed class TlsFileException(string message, Exception? innerException = null) : Exception(message, innerException);
