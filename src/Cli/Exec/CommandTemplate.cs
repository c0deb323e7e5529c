using System.Globalization;
using System.Text;

namespace OrleansPool.Cli.Exec;

/// <summary>A program and its arguments with places for an input, as GNU parallel writes them. Nothing is taken for a shell's.</summary>
internal sealed class CommandTemplate
{
    private static readonly string[] Places = ["{}", "{/}", "{.}", "{//}", "{/.}", "{#}", Slot];

    /// <summary>The number of the worker, which only its silo knows.</summary>
    private const string Slot = "{%}";

    private readonly string[] _words;

    /// <param name="words">The program and its arguments. Without any place the input comes last.</param>
    public CommandTemplate(IReadOnlyList<string> words) =>
        _words = words.Any(word => Places.Any(place => word.Contains(place, StringComparison.Ordinal))) ? [.. words] : [.. words, "{}"];

    /// <summary>The words for an input, each in pieces between which the number of the worker goes.</summary>
    /// <param name="input">The input.</param>
    /// <param name="number">Its number, from 1.</param>
    public string[][] Fill(string input, long number) => [.. _words.Select(word => FillWord(word, input, number))];

    private static string[] FillWord(string word, string input, long number)
    {
        List<string> pieces = [];
        var text = new StringBuilder();
        for (int at = 0; at < word.Length;)
        {
            string? place = word[at] == '{' ? Array.Find(Places, each => string.CompareOrdinal(word, at, each, 0, each.Length) == 0) : null;
            if (place == Slot)
            {
                pieces.Add(text.ToString());
                text.Clear();
            }
            else if (place is not null)
            {
                text.Append(ValueOf(place, input, number));
            }
            else
            {
                text.Append(word[at]);
            }

            at += place?.Length ?? 1;
        }

        pieces.Add(text.ToString());
        return [.. pieces];
    }

    private static string ValueOf(string place, string input, long number) => place switch
    {
        "{/}" => Name(input),
        "{//}" => Folder(input),
        "{.}" => WithoutExtension(input),
        "{/.}" => WithoutExtension(Name(input)),
        "{#}" => number.ToString(CultureInfo.InvariantCulture),
        _ => input,
    };

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string Folder(string path) => path.LastIndexOf('/') switch
    {
        < 0 => ".",
        0 => "/",
        int slash => path[..slash],
    };

    private static string WithoutExtension(string path)
    {
        int dot = path.LastIndexOf('.');
        return dot > path.LastIndexOf('/') + 1 ? path[..dot] : path;
    }
}
