namespace OrleansPool.Overloads.Model;

/// <summary>A parameter of an overload.</summary>
internal sealed class Parameter(string type, string name, string? defaultValue = null)
{
    /// <summary>The chunk size of the verbs over items.</summary>
    public static readonly Parameter ChunkSize = new("int?", "chunkSize", "null");

    /// <summary>The options of the job.</summary>
    public static readonly Parameter Options = new("JobOptions?", "options", "null");

    /// <summary>The token that cancels the job.</summary>
    public static readonly Parameter Token = new("CancellationToken", "cancellationToken", "default");

    /// <summary>Its type.</summary>
    public string Type => type;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>How it stands in the list of parameters.</summary>
    public string Declaration => defaultValue is null ? $"{type} {name}" : $"{type} {name} = {defaultValue}";
}
