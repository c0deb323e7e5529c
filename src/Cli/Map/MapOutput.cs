using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Resume;

namespace OrleansPool.Cli.Map;

/// <summary>The files of a run, which are written in this order: failed items, results, and then the journal that says what is in them.</summary>
internal sealed class MapOutput : IDisposable
{
    private const int FlushSize = 1 << 16;

    private readonly LineOutput? _failed;
    private readonly RunJournal? _journal;
    private readonly RetryFiles? _retry;
    private readonly InputPrints? _prints;
    private readonly ItemRanges _done;
    private readonly bool _isRepeated;
    private readonly bool _isChecked;
    private long _waitingResults;
    private readonly long _kept;
    private bool _isCut;
    private bool _isBroken;
    private bool _hasAdded;
    private bool _isComplete;

    public MapOutput(MapSettings settings, RunHeader header, DoneBefore done, InputPrints? prints)
    {
        // Its own: what earlier runs have done is asked by the thread that reads the input.
        _done = done.Items.Copy();
        _prints = prints;
        FailedCount = done.Failed;
        _isRepeated = settings.Resumes;
        _isChecked = done.Sample.Count == 0;
        _kept = done.OutputBytes;
        if (settings.RetriesFailed)
        {
            _retry = new RetryFiles(settings, header);
            _failed = _retry.Failed;
            Results = _retry.Results;
            _isCut = true;
            return;
        }

        Results = LineOutput.Open(settings.Output);
        try
        {
            _failed = settings.Failed is { } failed ? LineOutput.OpenAlone(failed) : null;

            // With the journal the files are this run's alone, and not before: of two that begin in the same moment only one may cut them.
            _journal = settings.Output is { } output && prints is not null && RunJournal.CanBeFor(output, Results) ? RunJournal.Begin(output, header, done) : null;
            RetryFiles.Forget(settings.Failed);
            _failed?.CutTo(done.FailedBytes);
            if (_isChecked)
            {
                Cut();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public LineOutput Results { get; }

    /// <summary>Failed items that wait to be written.</summary>
    public LineBuffer? Failed => _failed?.Waiting;

    /// <summary>How many results this run has written.</summary>
    public long ResultCount { get; private set; }

    /// <summary>How many items have failed, in earlier runs too.</summary>
    public long FailedCount { get; private set; }

    /// <summary>An item comes next: what stands before it is written first, when it is one that is run again.</summary>
    public void Reach(long number)
    {
        if (_retry is not null)
        {
            Reach(number, _retry.Earlier);
        }
    }

    /// <summary>An item's result was added.</summary>
    public void AddResult(long number)
    {
        _waitingResults++;
        Add(number);
    }

    /// <summary>An item's failure was added.</summary>
    public void AddFailed(long number)
    {
        FailedCount++;
        Add(number);
    }

    /// <summary>Writes what waits.</summary>
    /// <param name="isLast">Whether the journal is written although it is not time for it.</param>
    public void Flush(bool isLast = false) => Flush(isLast, isComplete: false);

    /// <summary>The run is complete.</summary>
    public void Complete()
    {
        Reach(long.MaxValue);
        Flush(isLast: true, isComplete: true);
        _retry?.Complete(FailedCount);
        _journal?.Complete(isKept: _isRepeated);
        _isComplete = true;
    }

    public void Dispose()
    {
        _failed?.Dispose();
        Results.Dispose();
        if (_isChecked || _hasAdded)
        {
            _journal?.Dispose();
        }
        else if (!_isComplete)
        {
            // What the output has may be of anything.
            _journal?.Remove();
        }

        _retry?.Dispose();
    }

    private void Reach(long number, EarlierResults earlier)
    {
        while (earlier.TryTakeBefore(number, out ReadOnlySpan<byte> line))
        {
            Results.Waiting.Add(line);
            Results.Waiting.EndLine();
            FlushIfMuch();
        }
    }

    private void Flush(bool isLast, bool isComplete)
    {
        if (_isBroken)
        {
            // What was done and could not be written counts as not done.
            return;
        }

        if (!_isCut && !_hasAdded && !isComplete)
        {
            // It is not known yet whether the output is this run's own.
            return;
        }

        _isBroken = true;
        Cut();
        _failed?.Flush();
        Results.Flush();
        ResultCount += _waitingResults;
        _waitingResults = 0;

        // What the journal says of the input holds until an item of this one was run: it may not be the same.
        if (_journal is not null && (_hasAdded || isComplete) && (isLast || _journal.IsDue))
        {
            _journal.Write(RunJournal.RecordOf(_done, Results.Length, _failed?.Length ?? 0, FailedCount, _prints!.Last));
        }

        _isBroken = false;
    }

    /// <summary>What the output has beyond what earlier runs have done goes.</summary>
    private void Cut()
    {
        if (!_isCut)
        {
            Results.CutTo(_kept);
        }

        _isCut = true;
    }

    private void Add(long number)
    {
        _hasAdded = true;
        if (_retry is null)
        {
            _done.Add(number);
        }

        FlushIfMuch();
    }

    private void FlushIfMuch()
    {
        if (Results.Waiting.Length >= FlushSize || Failed?.Length >= FlushSize)
        {
            Flush();
        }
    }
}
