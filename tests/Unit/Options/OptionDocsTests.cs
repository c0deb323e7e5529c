using System.Reflection;
using System.Xml.Linq;

namespace OrleansPool.UnitTests.Options;

/// <summary>What every option must say of itself.</summary>
public sealed class OptionDocsTests
{
    public static IEnumerable<object[]> Options => [.. Of<JobOptions>(), .. Of<RetryOptions>(), .. Of<PoolOptions>(), .. Of<PoolSiloOptions>(), .. Of<PoolTlsOptions>()];

    [Theory]
    [MemberData(nameof(Options))]
    public void Option_SaysWhatItIsItsRangeAndItsDefault(Type type, string option)
    {
        XElement docs = XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml"))
            .Descendants("member")
            .Single(member => (string?)member.Attribute("name") == $"P:{type.FullName}.{option}");

        Assert.StartsWith("Gets or sets ", docs.Element("summary")?.Value.Trim());
        Assert.Matches(@"Default:\s+\S", docs.Element("value")?.Value ?? "");
    }

    private static IEnumerable<object[]> Of<T>() => typeof(T)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite)
        .Select(property => new object[] { typeof(T), property.Name });
}
