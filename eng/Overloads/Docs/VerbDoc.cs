namespace OrleansPool.Overloads.Docs;

/// <summary>The documentation of a verb, apart from what its parameters have in common with other verbs.</summary>
internal sealed class VerbDoc(string summary, string returns, string returnsWithoutResult, string[] exceptions, string remarks)
{
    /// <summary>What the verb does.</summary>
    public string Summary => summary;

    /// <summary>The <c>exception</c> elements.</summary>
    public string[] Exceptions => exceptions;

    /// <summary>Guarantees, memory and the rest.</summary>
    public string Remarks => remarks;

    /// <summary>What it returns.</summary>
    public string Returns(bool hasResult) => hasResult ? returns : returnsWithoutResult;

    /// <summary>What a parameter means.</summary>
    public string Parameter(string name) => ParameterDocs.Parameter(name);
}
