namespace OrleansPool.Packages;

/// <summary>The folder for code has as much as it may, and all of it is in use.</summary>
internal sealed class FolderFullException(string message) : IOException(message);
