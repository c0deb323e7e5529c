namespace OrleansPool.Callbacks;

/// <summary>What to call at the end of a job: synchronous and asynchronous callbacks in one form.</summary>
/// <typeparam name="T">What the callback of a job that went well is given.</typeparam>
internal readonly struct JobCallbacks<T>
{
    private readonly Func<T, ValueTask>? _onSuccess;
    private readonly Func<Exception, ValueTask>? _onError;

    private JobCallbacks(Func<T, ValueTask>? onSuccess, Func<Exception, ValueTask>? onError)
    {
        _onSuccess = onSuccess;
        _onError = onError;
    }

    /// <summary>No callbacks.</summary>
    public static JobCallbacks<T> None => default;

    /// <summary>Whether there is nothing to call.</summary>
    public bool IsNone => _onSuccess is null && _onError is null;

    public static JobCallbacks<T> From(Action<T>? callback, Action<Exception>? errorCallback) =>
        new(Normal.Form(callback), Normal.Form(errorCallback));

    public static JobCallbacks<T> From(Action<T>? callback, Func<Exception, Task>? errorCallback) =>
        new(Normal.Form(callback), Normal.Form(errorCallback));

    public static JobCallbacks<T> From(Func<T, Task>? callback, Action<Exception>? errorCallback) =>
        new(Normal.Form(callback), Normal.Form(errorCallback));

    public static JobCallbacks<T> From(Func<T, Task>? callback, Func<Exception, Task>? errorCallback) =>
        new(Normal.Form(callback), Normal.Form(errorCallback));

    public static JobCallbacks<T> From(Action? callback, Action<Exception>? errorCallback) =>
        new(Normal.FormWithoutValue<T>(callback), Normal.Form(errorCallback));

    public static JobCallbacks<T> From(Action? callback, Func<Exception, Task>? errorCallback) =>
        new(Normal.FormWithoutValue<T>(callback), Normal.Form(errorCallback));

    public static JobCallbacks<T> From(Func<Task>? callback, Action<Exception>? errorCallback) =>
        new(Normal.FormWithoutValue<T>(callback), Normal.Form(errorCallback));

    public static JobCallbacks<T> From(Func<Task>? callback, Func<Exception, Task>? errorCallback) =>
        new(Normal.FormWithoutValue<T>(callback), Normal.Form(errorCallback));

    /// <summary>Tells the value of a job that went well, if somebody wants it.</summary>
    public ValueTask OnSuccess(T value) => _onSuccess?.Invoke(value) ?? ValueTask.CompletedTask;

    /// <summary>Tells the exception of a job that did not, if somebody wants it.</summary>
    public ValueTask OnError(Exception error) => _onError?.Invoke(error) ?? ValueTask.CompletedTask;
}
