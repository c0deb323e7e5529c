namespace OrleansPool.UnitTests.Scheduling.Simulation;

/// <summary>
/// One direction between two places: messages are delayed, lost and doubled below, sent again, and delivered once and in order above.
/// </summary>
internal sealed class OrderedLink(EventQueue events, Random random, LinkQuality quality)
{
    private readonly Dictionary<long, Action> _early = [];
    private long _sent;
    private long _delivered;

    public void Send(Action message) => Transmit(_sent++, message);

    private void Transmit(long number, Action message)
    {
        if (random.NextDouble() < quality.Loss)
        {
            events.After(quality.ResendAfter, () => Transmit(number, message));
            return;
        }

        var copies = random.NextDouble() < quality.Duplication ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            events.After(quality.Delay + random.NextInt64(quality.Jitter + 1), () => Arrive(number, message));
        }
    }

    private void Arrive(long number, Action message)
    {
        if (number < _delivered || !_early.TryAdd(number, message))
        {
            return;
        }

        while (_early.Remove(_delivered, out var next))
        {
            _delivered++;
            next();
        }
    }
}
