using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Lines;

/// <summary>Opens the input of a command: a file, or standard input.</summary>
internal static class LineInput
{
    /// <exception cref="ToolException">It cannot be opened.</exception>
    public static Stream Open(string? path)
    {
        if (path is null)
        {
            return Console.OpenStandardInput();
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ToolException(ToolExit.FileTrouble, $"--input {path} does not exist, seen from {Environment.CurrentDirectory}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ToolException(ToolExit.FileTrouble, $"--input {path} cannot be read: {OneLine.Sentence(error.Message)} Check the path and its permissions.", error);
        }
    }

    /// <summary>How many bytes there will be; null when that is not known.</summary>
    public static long? SizeOf(Stream input) => input is FileStream { CanSeek: true } file ? file.Length : null;
}
