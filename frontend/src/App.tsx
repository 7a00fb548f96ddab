import { QueryClientProvider } from "@tanstack/react-query";
import { type RouterHistory, RouterProvider } from "@tanstack/react-router";
import { useState } from "react";
import { LanguageProvider } from "@/i18n/language";
import { makeQueryClient } from "@/lib/queries";
import { makeRouter } from "@/router";

export function App({ history }: { history?: RouterHistory }) {
  const [queries] = useState(makeQueryClient);
  const [router] = useState(() => makeRouter(history));
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  );
}
