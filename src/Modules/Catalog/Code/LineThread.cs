using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace CrossSell.Catalog.Code;

/// <summary>
/// Runs a line's code on a thread of its own, one call at a time, each for a limited time. A call that does not end in time can't be ended: the thread is given up, and nothing of
/// the host waits for it.
/// </summary>
internal sealed class LineThread : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private readonly BlockingCollection<Job> _waiting = [];
    private readonly TimeSpan _limit;
    private volatile bool _givenUp;

    public LineThread(string name, TimeSpan limit)
    {
        _limit = limit;
        new Thread(Work) { IsBackground = true, Name = name, CurrentCulture = CultureInfo.InvariantCulture, CurrentUICulture = CultureInfo.InvariantCulture }.Start();
    }

    /// <exception cref="LineCallException">The call threw, or took too long.</exception>
    public T Run<T>(string what, Func<T> call)
    {
        var job = new Job(() => call());
        if (_givenUp || !_waiting.TryAdd(job))
        {
            throw new LineCallException($"{what} was not called: an earlier call has not ended.");
        }

        while (!job.Ended.Wait(Glance))
        {
            if (_givenUp || job.Started is var started && started != 0 && Stopwatch.GetElapsedTime(started) > _limit)
            {
                _givenUp = true;
                throw new LineCallException($"{what} took longer than {_limit.TotalSeconds:0.#} s.");
            }
        }

        return job.Failure is { } failure ? throw new LineCallException($"{what} threw {Name(failure)}: {failure.Message}") : (T)job.Result!;
    }

    public void Dispose()
    {
        _givenUp = true;
        _waiting.CompleteAdding();
    }

    private static string Name(Exception failure) => failure.GetType().Name;

    private void Work()
    {
        foreach (var job in _waiting.GetConsumingEnumerable())
        {
            if (_givenUp)
            {
                return;
            }

            job.Run();
        }
    }

    private sealed class Job(Func<object?> call)
    {
        private long _started;

        public ManualResetEventSlim Ended { get; } = new();

        public long Started => Interlocked.Read(ref _started);

        public object? Result { get; private set; }

        public Exception? Failure { get; private set; }

        public void Run()
        {
            Interlocked.Exchange(ref _started, Stopwatch.GetTimestamp());
            try
            {
                Result = call();
            }
#pragma warning disable CA1031 // Whatever a line's code throws is the line's fault, and is said of the line.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Failure = failure is System.Reflection.TargetInvocationException { InnerException: { } inner } ? inner : failure;
            }

            Ended.Set();
        }
    }
}

/// <summary>A line's code did not do what was asked; the message says what happened.</summary>
internal sealed class LineCallException(string message) : Exception(message);
