using System.Runtime.InteropServices;
using FedHub.Cryptography.Interop;

namespace FedHub.Cryptography;

/// <summary>The system's libsodium, for start-up checks and for the <c>doctor</c> command.</summary>
public static class Libsodium
{
    /// <summary>Loads and initialises the library.</summary>
    /// <returns>Its version, such as <c>1.0.18</c>.</returns>
    /// <exception cref="DllNotFoundException">It is not installed; the message says what to install.</exception>
    public static string Load()
    {
        try
        {
            return Marshal.PtrToStringUTF8(Sodium.sodium_version_string()) ?? "unknown";
        }
        catch (TypeInitializationException exception) when (exception.InnerException is DllNotFoundException missing)
        {
            throw new DllNotFoundException(missing.Message, exception);
        }
    }
}
