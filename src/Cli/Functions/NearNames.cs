namespace OrleansPool.Cli.Functions;

/// <summary>Names that somebody who wrote another may have meant.</summary>
internal static class NearNames
{
    private const int Most = 3;

    /// <summary>The nearest, the nearest first. A name is near when at most a third of it differs, or when it ends with the same method.</summary>
    public static string[] Of(string wanted, IReadOnlyCollection<string> names) => [.. names
        .Select(name => (Name: name, Distance: Distance(wanted, name)))
        .Where(each => each.Distance <= Limit(wanted))
        .OrderBy(each => each.Distance)
        .ThenBy(each => each.Name, StringComparer.Ordinal)
        .Take(Most)
        .Select(each => each.Name)];

    /// <summary>Of two names the distance in letters, without case and without what only one of them has of a namespace.</summary>
    private static int Distance(string wanted, string name)
    {
        string[] parts = name.Split('.');
        int count = wanted.Count(letter => letter == '.') + 1;
        string tail = string.Join('.', parts.Skip(Math.Max(0, parts.Length - count)));
        int distance = Levenshtein(wanted.ToUpperInvariant(), tail.ToUpperInvariant());
        return Method(wanted).Equals(Method(name), StringComparison.OrdinalIgnoreCase) ? Math.Min(distance, Limit(wanted)) : distance;
    }

    private static int Limit(string wanted) => Math.Max(2, wanted.Length / 3);

    private static string Method(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static int Levenshtein(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[other.Length];
    }
}
