namespace OrleansPool.Cli.Running;

/// <summary>Texts of others, in one line of bounded length that no terminal takes for a command.</summary>
internal static class OneLine
{
    private const int MaxLength = 2000;

    public static string Of(string text)
    {
        string line = string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        line = string.Create(line.Length, line, static (span, source) =>
        {
            for (int at = 0; at < span.Length; at++)
            {
                span[at] = char.IsControl(source[at]) ? ' ' : source[at];
            }
        });
        return line.Length <= MaxLength ? line : $"{line[..MaxLength]}…";
    }

    /// <summary>An error's type and message.</summary>
    public static string Of(Exception error) => error is RemoteException remote
        ? Of($"{remote.RemoteType}: {remote.RemoteMessage}")
        : Of($"{error.GetType().FullName}: {error.Message}");

    /// <summary>A sentence's end, whether the text has one or not.</summary>
    public static string Sentence(string text) => $"{Of(text).TrimEnd('.')}.";

    public static string Sentence(Exception error) => Sentence(Of(error));
}
