namespace OrleansPool.Samples.Article.Measuring;

/// <summary>One row, measured.</summary>
/// <param name="Method">Python's name of the method.</param>
/// <param name="Arguments">1 or 2: how many arguments the slow function has.</param>
/// <param name="Delay">How long one call waits, in seconds.</param>
/// <param name="Seconds">How long all calls took.</param>
/// <param name="SpeedUp">How many times as fast as the loop.</param>
/// <param name="IdealSeconds">The time that cannot be beaten: the waiting alone, shared between the workers where there are several.</param>
internal sealed record Measurement(
    string Method,
    int Arguments,
    double Delay,
    double Seconds,
    double SpeedUp,
    double IdealSeconds);
