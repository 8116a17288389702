import {
  Toast,
  ToastBody,
  Toaster,
  type ToastIntent,
  ToastTitle,
  useId,
  useToastController,
} from '@fluentui/react-components';
import { createContext, type ReactNode, use, useMemo } from 'react';

/** Says that something was done: a title and, where it helps, a sentence. */
export type Notify = (intent: ToastIntent, title: string, detail?: string) => void;

const NoticeContext = createContext<Notify>(() => {});

export const useNotify = (): Notify => use(NoticeContext);

/** The place where short notices appear; screen readers are told of them. */
export function Notices({ children }: { readonly children: ReactNode }) {
  const toaster = useId('notices');
  const { dispatchToast } = useToastController(toaster);
  const notify = useMemo<Notify>(
    () => (intent, title, detail) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{title}</ToastTitle>
          {detail !== undefined && <ToastBody>{detail}</ToastBody>}
        </Toast>,
        { intent, timeout: 6_000 },
      ),
    [dispatchToast],
  );
  return (
    <NoticeContext value={notify}>
      {children}
      <Toaster toasterId={toaster} position="top-end" />
    </NoticeContext>
  );
}
