using Microsoft.Win32.SafeHandles;
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
            return ToolStreams.Current.OpenInput();
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ToolException(ToolExit.FileTrouble, $"--input {path} does not exist, seen from {Environment.CurrentDirectory}. Name a file that is there, or leave --input out to read standard input.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ToolException(ToolExit.FileTrouble, $"--input {path} cannot be read: {OneLine.Sentence(error.Message)} Check the path and its permissions.", error);
        }
    }

    /// <summary>A file that standard input was redirected from is read as one, so that its length is known.</summary>
    public static Stream OpenStandardInput()
    {
        if (!OperatingSystem.IsWindows() && Console.IsInputRedirected)
        {
            var plain = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
            if (plain.CanSeek)
            {
                return plain;
            }
        }

        return Console.OpenStandardInput();
    }

    /// <summary>How many bytes there will be; null when that is not known.</summary>
    public static long? SizeOf(Stream input) => input is FileStream { CanSeek: true } file ? file.Length : null;
}
