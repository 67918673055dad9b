namespace FedHub.Grpc;

/// <summary>What is wrong with a certificate, its key or their files.</summary>
public enum TlsFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A file is missing, not readable, or not PEM.</summary>
    Unreadable,

    /// <summary>The private key is not the certificate's, or is damaged.</summary>
    KeyDiffers,

    /// <summary>The certificate's time has not come.</summary>
    NotYetValid,

    /// <summary>The certificate's time is over.</summary>
    Expired,

    /// <summary>No chain leads from the certificate to the authority.</summary>
    UnknownAuthority,

    /// <summary>The certificate may not be used by both a server and a client.</summary>
    WrongUse,

    /// <summary>The directory does not list the certificate's key for this host.</summary>
    NotListed,
}
