import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { SignedInOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { type Faults, refusalOf } from "@/lib/forms/refusal";
import { rememberNext } from "@/lib/signing/next";
import { Form } from "@/ui/forms/Form";
import { TextInput } from "@/ui/forms/TextInput";
import { askForLink, signInByPassword } from "./questions";

interface EmailProps {
  next?: string;
  onSent: (email: string) => void;
}

/** Sends a link; whether the address is registered is told by the mail alone. */
export function EmailStep({ next, onSent }: EmailProps) {
  const { signing, form } = useAccountTexts();
  const { language } = useSpeech();
  const [email, setEmail] = useState("");
  const [missing, setMissing] = useState<Faults>({});
  const ask = useMutation({
    mutationFn: askForLink,
    onSuccess: (_, asked) => {
      rememberNext(next);
      onSent(asked);
    },
  });
  const refusal = refusalOf(ask.error, language, { email: "email" });
  const faults = { ...refusal.faults, ...missing };

  function submit() {
    const asked = email.trim();
    setMissing(asked ? {} : { email: form.required(signing.email) });
    ask.reset();
    if (asked) ask.mutate(asked);
  }

  return (
    <Form
      error={refusal.rest}
      faults={faults}
      inputs={["email"]}
      isSending={ask.isPending}
      label={signing.title}
      onSubmit={submit}
      submit={signing.sendLink}
    >
      <TextInput
        autoComplete="email"
        fault={faults.email}
        hint={signing.emailHint}
        id="email"
        label={signing.email}
        onChange={setEmail}
        type="email"
        value={email}
      />
    </Form>
  );
}

interface PasswordProps {
  onSignedIn: (progress: SignedInOut) => Promise<void> | undefined;
}

const OWN = ["password-email", "password"] as const;

/** For those who have set a password. */
export function ByPassword({ onSignedIn }: PasswordProps) {
  const { signing, form } = useAccountTexts();
  const { language } = useSpeech();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState<Faults>({});
  const enter = useMutation({ mutationFn: signInByPassword, onSuccess: onSignedIn });
  const refusal = refusalOf(enter.error, language, {
    email: "password-email",
    password: "password",
  });
  const faults = { ...refusal.faults, ...missing };

  function submit() {
    const found: Faults = {};
    if (!email.trim()) found["password-email"] = form.required(signing.email);
    if (!password) found.password = form.required(signing.password);
    setMissing(found);
    enter.reset();
    if (!Object.keys(found).length) enter.mutate({ email: email.trim(), password });
  }

  return (
    <details>
      <summary className="min-h-11 py-2 text-blue-1000 underline underline-offset-[0.1875rem]">
        {signing.byPassword}
      </summary>
      <div className="mt-2 border-solid-gray-420 border-l-4 pl-4">
        <Form
          error={refusal.rest}
          faults={faults}
          inputs={OWN}
          isSending={enter.isPending}
          label={signing.byPassword}
          onSubmit={submit}
          submit={signing.go}
        >
          <TextInput
            autoComplete="username"
            fault={faults["password-email"]}
            id="password-email"
            label={signing.email}
            onChange={setEmail}
            type="email"
            value={email}
          />
          <TextInput
            autoComplete="current-password"
            fault={faults.password}
            id="password"
            label={signing.password}
            onChange={setPassword}
            type="password"
            value={password}
          />
        </Form>
      </div>
    </details>
  );
}
