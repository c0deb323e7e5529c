namespace OrleansPool.Functions;

/// <summary>Gives back the type arguments of a function whose shape is not known.</summary>
internal interface IPoolFunctionVisitor<TOut>
{
    TOut Visit<TItem, TResult>(PoolFunction<TItem, TResult> function);
}
