namespace OrleansPool.Samples.Article.Measuring;

/// <summary>A method did not return what the loop returned; the message says in one line where.</summary>
internal sealed class WrongResultException(string message) : Exception(message);
