"""Letters out: by SMTP, or refused where no mail server is set."""

from enishi.adapters.mail.smtp_mailer import SmtpMailer, UnsetMailer

__all__ = ["SmtpMailer", "UnsetMailer"]
