using System.Reflection;
using System.Runtime.InteropServices;

namespace FedHub.Cryptography.Interop;

/// <summary>The functions of libsodium (1.0.18 or later) that FedHub uses, under their own names.</summary>
/// <remarks>
/// Nothing here checks lengths: libsodium reads and writes fixed sizes. Only the typed wrappers in this project call it.
/// </remarks>
internal static partial class Sodium
{
    /// <summary>What the imports name; <see cref="Resolve"/> turns it into the file that the system has.</summary>
    private const string Library = "sodium";

    private static readonly string[] _fileNames = ["libsodium.so.23", "libsodium", "libsodium.so.26"];

    // An explicit static constructor runs before the first import is called, so no call can reach an uninitialised library.
    static Sodium()
    {
        NativeLibrary.SetDllImportResolver(typeof(Sodium).Assembly, Resolve);
        if (sodium_init() < 0)
        {
            throw new DllNotFoundException("libsodium could not be initialised: it found no source of random numbers.");
        }
    }

    [LibraryImport(Library)]
    internal static partial nint sodium_version_string();

    [LibraryImport(Library)]
    internal static partial nint sodium_malloc(nuint size);

    [LibraryImport(Library)]
    internal static partial void sodium_free(nint pointer);

    [LibraryImport(Library)]
    private static partial int sodium_init();

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (!string.Equals(libraryName, Library, StringComparison.Ordinal))
        {
            return 0;
        }

        foreach (var fileName in _fileNames)
        {
            if (NativeLibrary.TryLoad(fileName, assembly, searchPath, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException(
            "libsodium 1.0.18 or later was not found. Install it with the system's package manager (Debian, Ubuntu: apt-get install libsodium23).");
    }
}
