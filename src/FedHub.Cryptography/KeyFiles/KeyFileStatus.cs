namespace FedHub.Cryptography;

/// <summary>How reading a key file ended.</summary>
public enum KeyFileStatus
{
    /// <summary>The secret was read.</summary>
    Ok,

    /// <summary>There is no such file.</summary>
    NotFound,

    /// <summary>Others than the owner may read or write the file; it must have mode 0600.</summary>
    NotPrivate,

    /// <summary>The file is whole, but not a key file of a version known here.</summary>
    UnknownFormat,

    /// <summary>The file was damaged or altered.</summary>
    Corrupt,

    /// <summary>It holds a key for another use.</summary>
    WrongKind,

    /// <summary>It is protected by a passphrase and a master key was given, or the other way round.</summary>
    WrongProtection,

    /// <summary>This process may not read it, or it is no file.</summary>
    Unreadable,

    /// <summary>The passphrase or the master key is not the one it was written with.</summary>
    WrongKey,
}
