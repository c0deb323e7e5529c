namespace OrleansPool.Silo.Hosting;

/// <summary>The silo cannot start, for the reason in the message, which also says what to do.</summary>
internal sealed class StartException(string message, Exception? innerException = null) : Exception(message, innerException);
