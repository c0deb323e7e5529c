namespace OrleansPool.Samples.Article.Methods;

/// <summary>One row of the comparison.</summary>
/// <param name="Name">Python's name of the method.</param>
/// <param name="Arguments">1 or 2: how many arguments the slow function has.</param>
/// <param name="Order">How its calls are run.</param>
/// <param name="RunAsync">Makes all calls and returns all results.</param>
internal sealed record Method(string Name, int Arguments, CallOrder Order, Func<Setting, Task<long[]>> RunAsync)
{
    public const string Loop = "loop";

    /// <summary>Name and number of arguments, for messages.</summary>
    public string Title => Arguments == 1 ? $"{Name}, one argument" : $"{Name}, two arguments";
}
