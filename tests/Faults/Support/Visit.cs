namespace OrleansPool.FaultTests.Support;

/// <summary>An item that came to the gate.</summary>
/// <param name="Index">The item.</param>
/// <param name="Attempt">Which run of it.</param>
/// <param name="Process">The process that runs it.</param>
/// <param name="Silo">The silo's name.</param>
internal sealed record Visit(int Index, int Attempt, int Process, string Silo)
{
    public static Visit Parse(string line)
    {
        string[] words = line.Split(' ');
        return new Visit(int.Parse(words[0]), int.Parse(words[1]), int.Parse(words[2]), words[3]);
    }
}
