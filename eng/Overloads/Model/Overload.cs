namespace OrleansPool.Overloads.Model;

/// <summary>The signature and the body of one public method.</summary>
internal sealed class Overload(
    string name, Arity arity, FunctionShape shape, string returns, Parameter[] parameters, int priority, string body)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>The arguments of its function.</summary>
    public Arity Arity => arity;

    /// <summary>The kind of its function.</summary>
    public FunctionShape Shape => shape;

    /// <summary>What it returns.</summary>
    public string Returns => returns;

    /// <summary>Its parameters in order.</summary>
    public Parameter[] Parameters => parameters;

    /// <summary>The parameter with its items; <see langword="null"/> for a verb that has none.</summary>
    public Parameter? Items => parameters[1].Name is "items" or "tuples" ? parameters[1] : null;

    /// <summary>Its weight: among the overloads that fit a call, those with the highest are looked at.</summary>
    public int Priority => priority;

    /// <summary>The last statement, which starts the job.</summary>
    public string Body => body;

    /// <summary>Its type parameters in order.</summary>
    public string[] TypeParameters => [.. shape.TypeParameters(arity)];

    /// <summary>The name with type parameters, as it is declared.</summary>
    public string GenericName => TypeText.Generic(name, TypeParameters);

    /// <summary>How documentation refers to it.</summary>
    public string Cref => $"{TypeText.Cref(GenericName)}({string.Join(", ", parameters.Select(static p => TypeText.Cref(p.Type)))})";
}
