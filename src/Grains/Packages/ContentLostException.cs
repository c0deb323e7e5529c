namespace OrleansPool.Packages;

/// <summary>A content that was here is not, or was changed and has been removed: it has to come again.</summary>
internal sealed class ContentLostException(string message, Exception? inner = null) : IOException(message, inner);
