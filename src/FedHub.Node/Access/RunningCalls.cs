using System.Collections.Concurrent;
using FedHub.Cryptography;
using Microsoft.AspNetCore.Http;

namespace FedHub.Node.Access;

/// <summary>Officers' calls while they run, so that they end with the rights under which they began.</summary>
internal sealed class RunningCalls
{
    // By the call itself; each entry belongs to the interceptor's frame that added it.
    private readonly ConcurrentDictionary<HttpContext, Digest> _calls = new();

    /// <summary>To be called before the caller's rights are looked up: a change of them after this ends the call, one before is seen.</summary>
    public IDisposable Enter(HttpContext call, Digest tlsKey)
    {
        _calls[call] = tlsKey;
        return new Leaving(this, call);
    }

    /// <summary>Breaks off all calls under a key, after its rights were changed.</summary>
    public void Abort(Digest tlsKey)
    {
        foreach (var (call, key) in _calls)
        {
            if (key == tlsKey)
            {
                call.Abort();
            }
        }
    }

    private sealed class Leaving(RunningCalls calls, HttpContext call) : IDisposable
    {
        public void Dispose() => calls._calls.TryRemove(call, out _);
    }
}
