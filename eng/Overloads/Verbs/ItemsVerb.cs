using OrleansPool.Overloads.Docs;
using OrleansPool.Overloads.Model;

namespace OrleansPool.Overloads.Verbs;

/// <summary>What the verbs over many items have in common: a function, items, a chunk size and options.</summary>
internal abstract class ItemsVerb(string name, VerbDoc doc) : Verb(name, doc)
{
    /// <summary>The numbers of arguments.</summary>
    protected virtual IEnumerable<Arity> Arities => [Arity.OneItem()];

    /// <summary>The kinds of functions.</summary>
    protected virtual IEnumerable<FunctionShape> Shapes => FunctionShape.WithResult();

    /// <summary>What the callback is given, or <see langword="null"/> for a verb without callbacks.</summary>
    protected virtual IEnumerable<CallbackKind?> Callbacks => [null];

    /// <summary>The type of what the callback is given; <see langword="null"/> for nothing.</summary>
    protected virtual string? CallbackValue => "TResult[]";

    /// <summary>What the overloads return.</summary>
    protected abstract string Returns { get; }

    /// <inheritdoc/>
    public override IEnumerable<IEnumerable<Overload>> Groups() =>
        from arity in Arities
        select
            from input in Input.Both()
            from shape in Shapes
            from callbacks in Callbacks
            select Make(arity, input, shape, callbacks);

    /// <summary>The statement that starts the job.</summary>
    /// <param name="function">The bound function.</param>
    /// <param name="items">The source of the items.</param>
    protected abstract string Body(string function, string items);

    private Overload Make(Arity arity, Input input, FunctionShape shape, CallbackKind? callbacks)
    {
        Parameter items = input.Items(arity);
        Parameter[] parameters =
        [
            new(shape.DelegateType(arity), "function"),
            items,
            Parameter.ChunkSize,
            Parameter.Options,
            .. callbacks?.Parameters(CallbackValue) ?? [],
            Parameter.Token,
        ];
        var body = Body($"Bind.{shape.Name}(function)", $"ItemSource<{arity.ItemType}>.From({items.Name})");
        return new Overload(Name, arity, shape, Returns, parameters, Priority(input, shape, callbacks), body);
    }
}
