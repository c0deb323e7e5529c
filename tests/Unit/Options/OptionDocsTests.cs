using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OrleansPool.UnitTests.Options;

/// <summary>What every option must say of itself: what it is, its unit, range and default, and what happens at the edge.</summary>
public sealed partial class OptionDocsTests
{
    private static readonly Type[] Holders = [typeof(JobOptions), typeof(RetryOptions), typeof(PoolOptions), typeof(PoolSiloOptions), typeof(PoolTlsOptions)];

    // Shares and places in an order are in no unit.
    private static readonly string[] WithoutUnit = [nameof(JobOptions.Weight), nameof(JobOptions.Priority)];

    public static TheoryData<Type, string> Options => Of(_ => true);

    public static TheoryData<Type, string> Measured => Of(property => IsMeasured(property.PropertyType));

    public static TheoryData<Type, string> Switches => Of(property => property.PropertyType == typeof(bool));

    public static TheoryData<Type, string> Labels => Of(property => property.Name == nameof(JobOptions.Labels));

    [Theory]
    [MemberData(nameof(Options))]
    public void Option_SaysWhatItIsAndItsDefault(Type type, string option)
    {
        XElement docs = DocsOf(type, option);
        string begin = type.GetProperty(option)!.CanWrite ? "Gets or sets " : "Gets ";
        Assert.StartsWith(begin, docs.Element("summary")?.Value.Trim());
        Assert.Matches(@"\bDefault:\s+\S", ValueOf(type, option));
    }

    [Theory]
    [MemberData(nameof(Measured))]
    public void NumberOrTime_SaysItsRangeItsUnitAndWhatHappensAtTheEdge(Type type, string option)
    {
        string value = ValueOf(type, option);
        Assert.Matches(Range(), value);
        Assert.Matches(Edge(), value);
        if (!WithoutUnit.Contains(option))
        {
            Assert.Matches(UnitOf(type.GetProperty(option)!), value);
        }
    }

    [Theory]
    [MemberData(nameof(Switches))]
    public void Switch_SaysWhatItIsWithTrue(Type type, string option) => Assert.Contains("With true", ValueOf(type, option), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Labels))]
    public void Labels_SayHowMany(Type type, string option) => Assert.Matches(@"^At most \d+ names with a value each, of 1 to \d+ characters", ValueOf(type, option));

    [Theory]
    [MemberData(nameof(Measured))]
    public void NullableOption_SaysWhatNullIs(Type type, string option)
    {
        if (Nullable.GetUnderlyingType(type.GetProperty(option)!.PropertyType) is not null)
        {
            Assert.Contains("null", ValueOf(type, option), StringComparison.Ordinal);
        }
    }

    private static Regex UnitOf(PropertyInfo option) =>
        TypeOf(option) == typeof(TimeSpan) ? Time() : option.Name.EndsWith("Bytes", StringComparison.Ordinal) ? Bytes() : Things();

    private static bool IsMeasured(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var plain
        && (plain == typeof(int) || plain == typeof(long) || plain == typeof(double) || plain == typeof(TimeSpan));

    private static Type TypeOf(PropertyInfo option) => Nullable.GetUnderlyingType(option.PropertyType) ?? option.PropertyType;

    private static TheoryData<Type, string> Of(Func<PropertyInfo, bool> isMeant)
    {
        var data = new TheoryData<Type, string>();
        foreach (Type holder in Holders)
        {
            foreach (PropertyInfo property in holder.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(isMeant))
            {
                if (property.CanWrite || property.PropertyType.IsAssignableTo(typeof(IEnumerable)))
                {
                    data.Add(holder, property.Name);
                }
            }
        }

        return data;
    }

    private static XElement DocsOf(Type type, string option) => XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml"))
        .Descendants("member")
        .Single(member => (string?)member.Attribute("name") == $"P:{type.FullName}.{option}");

    /// <summary>The text of the value, with what it refers to by name and in one line.</summary>
    private static string ValueOf(Type type, string option)
    {
        XElement value = DocsOf(type, option).Element("value") ?? throw new InvalidOperationException($"{type.Name}.{option} has no <value>.");
        foreach (XElement see in value.Descendants("see").ToList())
        {
            see.ReplaceWith((string?)see.Attribute("langword") ?? ((string?)see.Attribute("cref"))?.Split('.')[^1] ?? see.Value);
        }

        return Spaces().Replace(value.Value.Trim(), " ");
    }

    [GeneratedRegex(@"^((At least|At most|More than) \w|Any number|([\d.]+|Zero|Delay)( \w+)? to ([\d.]+|one)\b)")]
    private static partial Regex Range();

    // What happens with the least or the most, or beyond.
    [GeneratedRegex(@"\b(With (a lower|zero|\d)|When (it|a wait|the)|Then|0: |A (larger|longer)|Sharing a larger|One (more|item)|What (goes beyond|was used least))\b|\b0: ")]
    private static partial Regex Edge();

    [GeneratedRegex(@"\b(millisecond|second|minute|day)s?\b")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b(bytes?|KiB|MiB|GiB|TiB)\b")]
    private static partial Regex Bytes();

    [GeneratedRegex(@"\b(item|run|worker|package|character|time|fraction)s?\b")]
    private static partial Regex Things();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
