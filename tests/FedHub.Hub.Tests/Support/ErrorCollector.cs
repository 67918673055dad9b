using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub.Tests;

/// <summary>Keeps what is logged as an error: a test that did not expect any fails.</summary>
internal sealed class ErrorCollector : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _errors = new();

    public IReadOnlyList<string> All => [.. _errors];

    public void Clear() => _errors.Clear();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Error)
        {
            _errors.Enqueue($"{eventId.Id}: {formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
        // Holds nothing.
    }
}
