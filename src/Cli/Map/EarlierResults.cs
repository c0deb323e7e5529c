using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Map;

/// <summary>The results of the run whose failed items are run again: they are copied, and the new ones come between them.</summary>
internal sealed class EarlierResults : IDisposable
{
    private readonly string _path;
    private readonly bool _isOrdered;
    private readonly FileStream _file;
    private readonly LineReader _lines;
    private long _next;

    /// <exception cref="ToolException">They cannot be read.</exception>
    public EarlierResults(string path, bool isOrdered)
    {
        _path = path;
        _isOrdered = isOrdered;
        _file = OpenAlone(path);
        _lines = new LineReader(_file);
    }

    /// <summary>Opens a file that is to be replaced: nobody else writes it meanwhile.</summary>
    public static FileStream OpenAlone(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ToolException(ToolExit.FileTrouble, $"{path} cannot be read: {OneLine.Sentence(error.Message)} --retry-failed needs the files of a run with --output, --errors keep and --failed.", error);
        }
    }

    /// <summary>The next result for which it is time, when an item comes.</summary>
    /// <param name="number">The number of the item, which has none; those before it have, unless they came themselves.</param>
    /// <param name="line">The result, until the next.</param>
    /// <returns>False when it is the item's turn.</returns>
    public bool TryTakeBefore(long number, out ReadOnlySpan<byte> line)
    {
        line = default;
        if (_isOrdered && _next == number)
        {
            _next++;
            return false;
        }

        bool isThere = _lines.TryRead(out ToolException? error);
        if (error is not null)
        {
            throw error;
        }

        if (!isThere && _isOrdered && number < long.MaxValue)
        {
            throw new ToolException(ToolExit.CannotResume, $"{_path} has {_lines.Number} results, too few to have lacked item {number}: the failed items are of another run. Nothing was changed.");
        }

        _next++;
        line = isThere ? _lines.Line : default;
        return isThere;
    }

    public void Dispose() => _file.Dispose();
}
