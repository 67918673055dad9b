using FedHub.Cryptography;

namespace FedHub.Hub;

/// <summary>Keeps uploads and clean-up apart: a file that an upload counts on is not deleted, and none is counted on while it is.</summary>
internal sealed class FilterUse
{
    private readonly Lock _gate = new();

    // How many uploads count on each file, and what clean-up is deciding about. Both owned by the gate.
    private readonly Dictionary<Digest, int> _uses = [];
    private readonly HashSet<Digest> _claimed = [];

    /// <summary>Counts on files; false, and on none of them, when clean-up is at one of them.</summary>
    internal bool TryAdd(IReadOnlyCollection<Digest> files)
    {
        lock (_gate)
        {
            if (files.Any(_claimed.Contains))
            {
                return false;
            }

            foreach (var file in files)
            {
                _uses[file] = _uses.GetValueOrDefault(file) + 1;
            }

            return true;
        }
    }

    internal void Remove(IReadOnlyCollection<Digest> files)
    {
        lock (_gate)
        {
            foreach (var file in files)
            {
                _uses[file]--;
                if (_uses[file] == 0)
                {
                    _uses.Remove(file);
                }
            }
        }
    }

    /// <summary>Claims a file for clean-up; false when an upload counts on it.</summary>
    internal bool TryClaim(Digest file)
    {
        lock (_gate)
        {
            return !_uses.ContainsKey(file) && _claimed.Add(file);
        }
    }

    internal void ReleaseClaim(Digest file)
    {
        lock (_gate)
        {
            _claimed.Remove(file);
        }
    }
}
