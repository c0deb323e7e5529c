using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Lines;

/// <summary>Reads lines as bytes, of any length, without their ends.</summary>
/// <param name="stream">The input.</param>
/// <param name="ends">What a line ends with: a line feed, or a zero.</param>
/// <param name="prints">Remembers what was read, or null.</param>
/// <param name="mostLine">How long a line may be: what the buffer, which doubles, cannot grow beyond.</param>
internal sealed class LineReader(Stream stream, byte ends = (byte)'\n', InputPrints? prints = null, int mostLine = LineReader.MostLine)
{
    private const int MostLine = 1 << 30;
    private const int InitialSize = 1 << 18;

    /// <summary>A print is as much work as some lines; what was read since the last is not known again.</summary>
    private const int LinesForPrint = 16;

    private byte[] _buffer = new byte[InitialSize];
    private int _start;
    private int _end;
    private int _printed;
    private int _lineStart;
    private int _lineLength;
    private bool _isAtEnd;
    private bool _hasBegun;
    private bool _lacksEnd;

    /// <summary>The line that was read, until the next is.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>The number of that line, from 1.</summary>
    public long Number { get; private set; }

    private long _bytes;

    /// <summary>How many bytes were taken from the input; for another thread that shows progress.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Moves on to the next line; what goes wrong is said as the tool says it.</summary>
    /// <returns>False at the end, and with an error.</returns>
    public bool TryRead(out ToolException? error)
    {
        error = null;
        try
        {
            return Read();
        }
        catch (OverflowException cause)
        {
            error = new ToolException(ToolExit.WrongInput, $"Line {Number + 1} of the input is longer than {mostLine >> 20} MiB. Break it into several: each line is one item.", cause) { Line = Number + 1 };
            return false;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            error = new ToolException(ToolExit.FileTrouble, $"The input cannot be read after line {Number}: {OneLine.Sentence(cause.Message)} Check the file or the program that it comes from.", cause) { Line = Number };
            return false;
        }
    }

    /// <summary>Moves on to the next line.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        int searched = _start;
        while (true)
        {
            int at = _buffer.AsSpan(searched, _end - searched).IndexOf(ends);
            if (at >= 0)
            {
                Take(searched + at, searched + at + 1);
                return true;
            }

            if (_isAtEnd)
            {
                bool isThere = _end > _start;
                if (isThere)
                {
                    _lacksEnd = true;
                    Take(_end, _end);
                }

                if (!isThere)
                {
                    PrintAll();
                }

                return isThere;
            }

            searched = _end - _start;
            Fill();
        }
    }

    /// <summary>The print of all that was read up to the present line.</summary>
    public string? PrintNow()
    {
        PrintAll();
        return prints?.Last.Hash;
    }

    private void Take(int end, int next)
    {
        _lineStart = _start;
        _lineLength = end - _start;
        if (ends == '\n' && _lineLength > 0 && _buffer[end - 1] == '\r')
        {
            _lineLength--;
        }

        _start = next;
        Number++;
        if (prints is not null && Number - prints.Last.Lines > LinesForPrint)
        {
            // Without the present line, which may not have an end.
            Print(_lineStart, Number - 1);
        }
    }

    private void Fill()
    {
        Print(_start, Number);
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = _printed = 0;
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length < mostLine ? _buffer.Length * 2 : throw new OverflowException("A line is too long."));
        }

        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _isAtEnd = read == 0;
        _end += read;
        Volatile.Write(ref _bytes, _bytes + read);
        if (!_hasBegun && read > 0)
        {
            // A mark that some editors put before UTF-8.
            _hasBegun = true;
            _start = _printed = _buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8) ? 3 : 0;
        }
    }

    private void PrintAll()
    {
        Print(_start, Number);
        if (_lacksEnd)
        {
            _lacksEnd = false;
            prints?.Add("\n"u8, Number);
        }
    }

    private void Print(int end, long number)
    {
        if (prints is not null && end > _printed)
        {
            prints.Add(_buffer.AsSpan(_printed, end - _printed), number);
            _printed = end;
        }
    }
}
