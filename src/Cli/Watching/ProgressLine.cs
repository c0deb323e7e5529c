using System.Globalization;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Watching;

/// <summary>One line at the end of a terminal that is written anew and taken away again: without colours, and without a cursor that is hidden.</summary>
internal sealed class ProgressLine(TextWriter terminal)
{
    private const string Erase = "\r\e[K";
    private const int BarWidth = 24;
    private const int DefaultWidth = 80;

    public void Draw(RunProgress progress) => terminal.Write($"{Erase}{Text(progress, Width)}");

    public void Clear() => terminal.Write(Erase);

    /// <summary>As much of it as a terminal of that width has room for.</summary>
    public static string Text(RunProgress progress, int width)
    {
        string text = ProgressView.TextOf(progress);
        if (progress.Part is { } part)
        {
            int done = (int)(part * BarWidth);
            text = string.Create(CultureInfo.InvariantCulture, $"[{new string('#', done)}{new string('.', BarWidth - done)}] {(int)(100 * part),3} %  {text}");
        }

        // The last column is left free: a terminal that is full goes to the next line.
        return text.Length < width ? text : text[..Math.Max(0, width - 1)];
    }

    private static int Width
    {
        get
        {
            try
            {
                return ToolStreams.Current.IsProcess && Console.WindowWidth > 0 ? Console.WindowWidth : DefaultWidth;
            }
            catch (IOException)
            {
                return DefaultWidth;
            }
        }
    }
}
